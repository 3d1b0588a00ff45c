/** The screen is 750rpx wide. */
export function rewriteLengths(value: string): string {
  return value.replace(/(-?\d*\.?\d+)rpx\b/g, (_, amount: string) => {
    return `${Math.round((Number(amount) * 1e8) / 750) / 1e6}vw`;
  });
}
