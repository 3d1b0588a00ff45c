import type { Builtin } from '../builtin';
import { button } from './button';
import { form } from './form';
import { image } from './image';
import { input } from './input';
import { label } from './label';
import { navigator } from './navigator';
import { richText } from './rich-text';
import { rootPortal } from './root-portal';
import { scrollView } from './scroll-view';
import { swiper, swiperItem } from './swiper';
import { text } from './text';
import { textarea } from './textarea';
import { view } from './view';

export const builtins: readonly Builtin[] = [
  button,
  form,
  image,
  input,
  label,
  navigator,
  richText,
  rootPortal,
  scrollView,
  swiper,
  swiperItem,
  text,
  textarea,
  view,
];
