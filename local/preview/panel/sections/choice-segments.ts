import type { ChoiceName, PhoneState } from '../../address';
import type { PanelContext, SectionView } from '../context';
import { Segments, type Option } from '../controls';

/** One of the address's choices for the chosen phone. */
export function choiceSegments<Name extends ChoiceName>(
  context: PanelContext,
  name: Name,
  label: string,
  texts: readonly Option<PhoneState[Name]>[],
): SectionView {
  const segments = new Segments<PhoneState[Name]>(label, texts, (value) => context.set({ [name]: value }));
  return { element: segments.element, show: () => segments.show(context.address.phone[name]) };
}
