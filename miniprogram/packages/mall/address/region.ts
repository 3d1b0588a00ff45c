/** What WeChat's picker tells of a region. */
export interface PickedRegion {
  readonly value: readonly string[];
  /** Of the province, the city and the county; of towns there are longer ones. */
  readonly code?: readonly string[];
}

const CODE = /^\d{6}$/;

/** The region as it is kept: with the code of the smallest part that has one. Null where there is none at all. */
export function regionOf({ value, code = [] }: PickedRegion) {
  const [province = '', city = '', county = ''] = value;
  const codes = code.filter((each) => CODE.test(each));
  const regionCode = codes[codes.length - 1];
  if (!province || regionCode === undefined) return null;
  return { province, city: city || province, county, regionCode };
}
