import type { Builtin } from '../builtin';
import { registerNode } from '../nodes';
import { refuse } from '../refuse';

const contexts = new Set(['2d', 'webgl']);

/** The document's canvas with what WeChat's has besides. */
function asCanvasNode(canvas: HTMLCanvasElement): HTMLCanvasElement {
  return Object.assign(canvas, {
    createImage: () => new Image(),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    createPath2D: (path?: Path2D) => new Path2D(path),
    requestAnimationFrame: (run: FrameRequestCallback) => window.requestAnimationFrame(run),
    cancelAnimationFrame: (handle: number) => window.cancelAnimationFrame(handle),
  });
}

export const canvas: Builtin = {
  name: 'canvas',
  properties: { type: String, canvasId: String, disableScroll: Boolean },
  mount(node) {
    const surface = asCanvasNode(document.createElement('canvas'));
    node.host.append(surface);
    registerNode(node.host, { node: () => surface });
    node.onAttached(() => {
      // The old interface draws without a node; a canvas that stays empty in silence would be worse than none.
      if (!contexts.has(node.text('type'))) refuse(`<canvas type="${node.text('type')}">`, node.component);
    });
    node.host.addEventListener(
      'touchmove',
      (event) => {
        if (node.flag('disableScroll') && event.cancelable) event.preventDefault();
      },
      { passive: false },
    );
  },
};
