import { commonCopy } from '../copy/common';
import { refusalTexts } from '../copy/refusals';
import type { RefusalCode } from '../services/cloud';

/** How many characters of the request id a member is asked to tell. */
const CODE_LENGTH = 4;

interface Refused {
  readonly code: RefusalCode;
  readonly requestId: string;
}

/** What a page shows when it has nothing else to show. */
export interface Failure {
  readonly line: string;
  readonly footnote: string;
}

export function failureOf({ code, requestId }: Refused): Failure {
  const tail = requestId.slice(-CODE_LENGTH).toUpperCase();
  return {
    line: code === 'NETWORK_ERROR' ? commonCopy.failedLine : refusalTexts[code],
    footnote: tail ? commonCopy.failedCode(tail) : '',
  };
}

export function tell({ code }: { readonly code: RefusalCode }): void {
  void wx.showToast({ title: refusalTexts[code], icon: 'none' });
}
