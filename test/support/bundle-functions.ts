import path from 'node:path';
import { bundleInstance, openFunctionBundles } from '../../local/host';
import { findBrowser } from '../../local/preview/find-browser';

const root = path.join(__dirname, '../..');

/** Where `npm start` has its bundles too. Built before the first test: all that open the community then find them there. */
export const DIST_FOLDER = path.join(root, 'dist');

/** Once before all suites. */
export default async function bundleFunctions(): Promise<void> {
  const bundles = openFunctionBundles(
    [path.join(root, 'cloudfunctions')],
    path.join(DIST_FOLDER, 'cloudfunctions'),
  );
  await bundles.buildIfChanged();
  await bundleInstance(path.join(DIST_FOLDER, 'host/instance-main.js'));
  // Two suites at once would unpack it twice, into the same place.
  process.env['CHROME_PATH'] = findBrowser();
}
