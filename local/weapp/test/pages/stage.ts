import { afterAll, afterEach, beforeEach, expect, jest } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { simulate, type Shown } from '../simulation';
import { emittedFolder } from '../stage';
import { Cloud } from './cloud';
import { openPage, type OpenPage } from './open-page';
import { Phone, wxOf } from './phone';

interface AppJson {
  readonly pages: string[];
  readonly subpackages: { readonly root: string; readonly pages: string[] }[];
  readonly tabBar: { readonly list: { readonly pagePath: string }[] };
}

/** The mini program under WeChat's production framework, on a phone that is new for each test. */
export class Stage {
  cloud = new Cloud();
  phone = new Phone();
  private pages: OpenPage[] = [];
  private readonly refused: string[] = [];
  private readonly emitted = emittedFolder('simulate');
  private readonly appJson = JSON.parse(
    readFileSync(path.join(this.emitted.folder, 'app.json'), 'utf8'),
  ) as AppJson;
  /** Pages that a test of this file opened before. */
  private readonly known = new Map<string, () => Shown>();

  /** Sets a stage for all tests of a file. Whatever a page complains of fails the test. */
  static forThisFile(): Stage {
    const stage = new Stage();
    Object.assign(globalThis, { getCurrentPages: () => stage.pages.map(({ instance }) => instance) });
    let complaints: jest.SpiedFunction<typeof console.error>;
    beforeEach(() => {
      complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);
      stage.begin();
    });
    afterEach(async () => {
      for (const page of stage.pages) await page.close();
      const said = complaints.mock.calls.flat().map(String);
      complaints.mockRestore();
      expect([...stage.refused.splice(0), ...said]).toEqual([]);
    });
    afterAll(() => stage.emitted.remove());
    return stage;
  }

  /** Every page of `app.json`. */
  get routes(): string[] {
    const { pages, subpackages } = this.appJson;
    return [
      ...pages,
      ...subpackages.flatMap(({ root, pages: inside }) => inside.map((page) => `${root}/${page}`)),
    ];
  }

  get tabs(): string[] {
    return this.appJson.tabBar.list.map(({ pagePath }) => pagePath);
  }

  /** What `/copy/<name>` says: the one value that it exports. */
  copy<Copy = Readonly<Record<string, string>>>(name: string): Copy {
    const file = this.script('copy', name);
    return Object.values(jest.requireActual<Record<string, Copy>>(file))[0] as Copy;
  }

  /** What a service exports: the same memory as that of the page that was simulated last. */
  service<Exports>(name: string): Exports {
    return jest.requireActual<Exports>(this.script('services', name));
  }

  /** What only one subpackage needs lies in it. */
  private script(folder: string, name: string): string {
    const roots = ['', ...this.appJson.subpackages.map(({ root }) => `${root}/shared`)];
    const places = roots.map((root) => path.join(this.emitted.folder, root, folder, name));
    const found = places.find((place) => existsSync(`${place}.js`));
    if (!found) throw new Error(`no page needs ${folder}/${name}`);
    return found;
  }

  async open(route: string, query: Record<string, string> = {}): Promise<OpenPage> {
    if (!this.routes.includes(route)) throw new Error(`app.json has no page ${route}`);
    const show = this.known.get(route) ?? simulate(this.emitted.folder, route, wxOf(this), this.refused);
    this.known.set(route, show);
    const shown = show();
    Object.assign(shown.instance, { route });
    const page = await openPage(shown, query);
    this.pages.push(page);
    return page;
  }

  private begin(): void {
    this.pages = [];
    this.cloud = new Cloud();
    this.phone = new Phone();
  }
}
