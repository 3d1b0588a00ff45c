interface Region {
  readonly province: string;
  readonly city: string;
  readonly county: string;
}

/** Municipalities stand for their own city; some cities have no county. */
export const regionLineOf = ({ province, city, county }: Region): string =>
  [province, city, county].filter((name, at, all) => name !== '' && name !== all[at - 1]).join(' ');

export const addressLineOf = (address: Region & { readonly detail: string }): string =>
  `${regionLineOf(address)} ${address.detail}`;
