import { refuse } from '../refuse';
import type { PickerModel } from './sheet';

/** Code → name, for provinces, cities and districts; a code begins with that of what it lies in. */
export interface Regions {
  provinces: Record<string, string>;
  cities: Record<string, string>;
  districts: Record<string, string>;
}

let address = '/preview/regions.json';
let loading: Promise<Regions> | undefined;

export function serveRegionsUnder(base: string): void {
  address = `${base}/preview/regions.json`;
}

/** The list is large and seldom wanted: it is asked for when the first picker of regions opens. */
export function loadRegions(): Promise<Regions> {
  loading ??= fetch(address).then(async (response) => {
    if (!response.ok) refuse('<picker mode="region"> without the package @vant/area-data');
    return (await response.json()) as Regions;
  });
  return loading;
}

type Place = readonly [code: string, name: string];
const levels: Readonly<Record<string, number>> = { province: 1, city: 2, region: 3 };

export function regionModel(
  regions: Regions,
  value: unknown,
  customItem: string,
  level: string,
): PickerModel {
  const length = levels[level] ?? 3;
  const names = Array.isArray(value) ? value.map(String) : [];
  const any: Place[] = customItem === '' ? [] : [['', customItem]];
  const inside = (list: Record<string, string>, prefix: string): Place[] =>
    Object.entries(list).filter(([code]) => prefix === '' || code.startsWith(prefix));
  const chosen: number[] = [];
  const columnAt = (at: number): Place[] => {
    if (at === 0) return [...any, ...inside(regions.provinces, '')];
    const above = columnAt(at - 1)[chosen[at - 1] ?? 0]?.[0] ?? '';
    const list = at === 1 ? regions.cities : regions.districts;
    return [...any, ...(above === '' ? [] : inside(list, above.slice(0, at * 2)))];
  };
  for (let at = 0; at < length; at += 1)
    chosen.push(
      Math.max(
        0,
        columnAt(at).findIndex(([, name]) => name === names[at]),
      ),
    );
  const columns = () => Array.from({ length }, (_, at) => columnAt(at));
  const places = () => columns().map((column, at) => column[chosen[at] ?? 0]);
  return {
    columns: () => columns().map((column) => column.map(([, name]) => name)),
    selected: () => chosen,
    turn(column, index) {
      chosen[column] = index;
      for (let behind = column + 1; behind < length; behind += 1) chosen[behind] = 0;
    },
    detail: () => ({
      value: places().map((place) => place?.[1] ?? ''),
      code: places()
        .map((place) => place?.[0] ?? '')
        .filter(Boolean),
    }),
  };
}
