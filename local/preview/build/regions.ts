import { createRequire } from 'node:module';
import path from 'node:path';

const regionPackage = '@vant/area-data';

interface AreaData {
  areaList: Record<'province_list' | 'city_list' | 'county_list', Record<string, string>>;
}

/** The regions of `<picker mode="region">` as JSON, or nothing when the package with the data is not installed. */
export function regionsJson(npmFolder: string): string | undefined {
  const require = createRequire(path.join(npmFolder, 'index.js'));
  try {
    const { areaList } = require(regionPackage) as AreaData;
    const { province_list: provinces, city_list: cities, county_list: districts } = areaList;
    return JSON.stringify({ provinces, cities, districts });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
