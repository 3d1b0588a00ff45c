export interface PanelData {
  readonly title: string;
  /** Where the preview is: empty, or for example `/gallery`. */
  readonly base: string;
  readonly persons: readonly { readonly openid: string; readonly label: string }[];
}

export const readData = (): PanelData =>
  JSON.parse(document.getElementById('panel-data')?.textContent ?? '{}') as PanelData;
