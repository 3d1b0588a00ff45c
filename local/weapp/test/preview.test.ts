import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openPreview } from '../../preview';
import { launchBrowser, watchForErrors } from '../../preview/testing';
import { componentCases, type ComponentCase, type Subject } from './component-cases';
import { emittedFolder } from './stage';

const npmFolder = path.join(__dirname, '../../../node_modules');

function write(folder: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

/** One page for each case, with nothing on it but the component. */
function writeStages(folder: string): void {
  const pages = componentCases.map((_, index) => `stage/${index}/index`);
  write(folder, 'app.json', JSON.stringify({ pages }));
  componentCases.forEach(({ component, properties, later, events }, index) => {
    const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const given = [...Object.keys(properties), ...(later ?? [])].map(
      (name) => `${kebab(name)}="{{props.${name}}}"`,
    );
    const heard = (events ?? []).map((event) => `bind:${event}="heard"`);
    const page = `stage/${index}/index`;
    write(
      folder,
      `${page}.json`,
      JSON.stringify({ usingComponents: { subject: `/components/${component}/index` } }),
    );
    write(folder, `${page}.wxml`, `<subject id="subject" ${[...given, ...heard].join(' ')} />`);
    write(
      folder,
      `${page}.js`,
      `Page({ data: { props: ${JSON.stringify(properties)} }, events: [], heard(event) { this.events.push(event.type) } })`,
    );
  });
}

/** Asks inside the page, of the framework's own tree. */
function ask(page: Page, what: 'texts' | 'style', selector: string, property = ''): Promise<unknown> {
  return page.evaluate(
    ([question, wanted, name]) => {
      interface Caller {
        selectComponent(id: string): {
          _$: {
            getShadowRoot(): { querySelectorAll(selector: string): { getBackendElement(): HTMLElement }[] };
          };
        };
      }
      const pages = (globalThis as unknown as { getCurrentPages(): Caller[] }).getCurrentPages();
      const nodes = pages[0]?.selectComponent('#subject')._$.getShadowRoot().querySelectorAll(wanted) ?? [];
      const hosts = nodes.map((node) => node.getBackendElement());
      if (question === 'texts')
        return hosts.map((host) => (host.textContent ?? '').replace(/\s+/g, ' ').trim());
      if (!hosts[0]) throw new Error(`there is no ${wanted}`);
      return hosts[0].style.getPropertyValue(name);
    },
    [what, selector, property] as const,
  );
}

/** The framework's own node, which it hangs on the document's. */
interface Framed extends HTMLElement {
  __wxElement: {
    getMethodCaller(): { triggerEvent(event: string): void };
  };
}

function subjectIn(page: Page): Subject {
  return {
    texts: (selector) => ask(page, 'texts', selector) as Promise<string[]>,
    style: (selector, property) => ask(page, 'style', selector, property) as Promise<string>,
    drawnBy: (tag, property) =>
      page
        .locator(`${tag} wx-image`)
        .evaluateAll(
          (images, name) => images.map((image) => (image as HTMLElement).style.getPropertyValue(name)),
          property,
        ),
    async set(properties) {
      await page.evaluate((given) => {
        interface Setting {
          setData(data: Record<string, unknown>): void;
        }
        const [top] = (globalThis as unknown as { getCurrentPages(): Setting[] }).getCurrentPages();
        for (const [name, value] of Object.entries(given)) top?.setData({ [`props.${name}`]: value });
      }, properties);
    },
    emit: (tag, event) =>
      page
        .locator(tag)
        .evaluateAll(
          (nodes, name) =>
            nodes.forEach((node) =>
              (node as unknown as Framed).__wxElement.getMethodCaller().triggerEvent(name),
            ),
          event,
        ),
    heard: () => page.evaluate('getCurrentPages()[0].events'),
  };
}

describe('in the preview', () => {
  let emitted: ReturnType<typeof emittedFolder>;
  let browser: Browser;
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    emitted = emittedFolder('plain');
    writeStages(emitted.folder);
    const options = { miniprogramFolder: emitted.folder, npmFolder, persons: [], title: '' };
    const [preview, launched] = await Promise.all([openPreview(options), launchBrowser()]);
    browser = launched;
    server = createServer((request, response) => {
      void preview.handle(request, response).then((handled) => {
        if (!handled) response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    emitted.remove();
  });

  test.each(componentCases)('$component $says', async (each: ComponentCase) => {
    const page = await browser.newPage({ viewport: { width: 375, height: 812 } });
    const watch = watchForErrors(page);
    await page.goto(`${origin}/phone/#/stage/${componentCases.indexOf(each)}/index`);
    await page.waitForFunction('getCurrentPages().length === 1');
    await each.check(subjectIn(page));
    watch.check();
    await page.close();
  });
});
