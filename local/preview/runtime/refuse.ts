import { make } from './dom';
import type { FrameworkElement } from './framework';
import { sourceLineOf } from './source-line';

/**
 * What the preview does not have must be seen: in the page, in its console, and by the code that asked.
 * @param user The built-in that cannot do it, so that the template is named that uses it.
 */
export function refuse(what: string, user?: FrameworkElement): never {
  const error = new Error();
  const template = user?.ownerShadowRoot?.getHostNode().is;
  const where = template === undefined ? sourceLineOf(error.stack ?? '') : `${template}.wxml`;
  error.message = `[preview] ${what} is not in the preview${where === undefined ? '' : ` (${where})`}`;
  showComplaint(error.message);
  console.error(error.message);
  throw error;
}

/** Over the page until somebody taps it: what is missing is not to be overlooked. */
function showComplaint(message: string): void {
  const shown = document.querySelector('.phone-complaint');
  if (shown) return shown.replaceChildren(message);
  const complaint = make('pre', 'phone-complaint', message);
  complaint.setAttribute('role', 'alert');
  complaint.addEventListener('click', () => complaint.remove());
  document.body.append(complaint);
}
