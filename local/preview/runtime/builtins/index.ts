import type { Builtin } from '../builtin';
import { button } from './button';
import { canvas } from './canvas';
import { checkbox } from './checkbox';
import { checkboxGroup } from './checkbox-group';
import { coverImage } from './cover-image';
import { coverView } from './cover-view';
import { form } from './form';
import { icon } from './icon';
import { image } from './image';
import { input } from './input';
import { label } from './label';
import { navigator } from './navigator';
import { pageContainer } from './page-container';
import { picker } from './picker';
import { pickerView } from './picker-view';
import { pickerViewColumn } from './picker-view-column';
import { progress } from './progress';
import { radio } from './radio';
import { radioGroup } from './radio-group';
import { richText } from './rich-text';
import { rootPortal } from './root-portal';
import { scrollView } from './scroll-view';
import { slider } from './slider';
import { swiper, swiperItem } from './swiper';
import { switchControl } from './switch';
import { text } from './text';
import { textarea } from './textarea';
import { video } from './video';
import { view } from './view';

export const builtins: readonly Builtin[] = [
  button,
  canvas,
  checkbox,
  checkboxGroup,
  coverImage,
  coverView,
  form,
  icon,
  image,
  input,
  label,
  navigator,
  pageContainer,
  picker,
  pickerView,
  pickerViewColumn,
  progress,
  radio,
  radioGroup,
  richText,
  rootPortal,
  scrollView,
  slider,
  swiper,
  swiperItem,
  switchControl,
  text,
  textarea,
  video,
  view,
];
