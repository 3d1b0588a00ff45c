/** What stands for open data until the cloud has put it there. */
class OpenDataId {
  constructor(readonly cloudID: string) {}
}

/** `wx.cloud.CloudID`, with `new` and without. */
export function CloudID(cloudID: string): object {
  return new OpenDataId(cloudID);
}

export const isCloudID = (value: unknown): boolean => value instanceof OpenDataId;
