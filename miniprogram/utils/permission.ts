/** The member has switched off messages of all mini programs, or of this one. */
const SWITCHED_OFF = [20004, 20005];

/** Asks in WeChat's own dialog whether one message of a template may be sent; only a tap may call it. */
export async function askToAllow(templateId: string): Promise<'accepted' | 'rejected' | 'switchedOff'> {
  try {
    const choices = await wx.requestSubscribeMessage({ tmplIds: [templateId] });
    return choices[templateId] === 'accept' ? 'accepted' : 'rejected';
  } catch (error) {
    const { errCode } = error as { readonly errCode?: number };
    return errCode !== undefined && SWITCHED_OFF.includes(errCode) ? 'switchedOff' : 'rejected';
  }
}
