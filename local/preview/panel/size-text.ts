const kb = 1024;
const mb = kb * kb;

export function sizeText(sizeBytes: number): string {
  if (sizeBytes < kb) return `${sizeBytes} B`;
  return sizeBytes < mb ? `${(sizeBytes / kb).toFixed(1)} KB` : `${(sizeBytes / mb).toFixed(1)} MB`;
}
