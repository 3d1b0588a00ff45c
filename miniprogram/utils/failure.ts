import { commonCopy } from '../copy/common';
import { refusalTexts } from '../copy/refusals';
import type { RefusalCode } from '../services/cloud';

/** How many characters of the request id a member is asked to tell. */
const CODE_LENGTH = 4;

export interface Refused {
  readonly code: RefusalCode;
  readonly requestId: string;
}

/** What a page shows when it has nothing else to show. */
export interface Failure {
  readonly line: string;
  readonly footnote: string;
}

/** Where nobody knows what came of it, the first thing to say is what is safe. */
const safeLines: Partial<Record<RefusalCode, string>> = {
  NETWORK_ERROR: commonCopy.failedLine,
  INTERNAL_ERROR: commonCopy.brokenLine,
};

export function failureOf({ code, requestId }: Refused): Failure {
  const tail = requestId.slice(-CODE_LENGTH).toUpperCase();
  return {
    line: safeLines[code] ?? refusalTexts[code],
    footnote: commonCopy.failedNote(tail),
  };
}

/** Whether nobody knows what came of it: then the same may be asked again. */
export const isUnsettled = ({ code }: { readonly code: RefusalCode }): boolean => code in safeLines;

export function tell({ code }: { readonly code: RefusalCode }): void {
  void wx.showToast({ title: refusalTexts[code], icon: 'none' });
}
