import { heard } from '../../utils/heard';

interface CanvasQuery {
  select(selector: string): { fields(fields: object): CanvasQuery };
  exec(done: (results: { node: HTMLCanvasElement; width: number; height: number }[]) => void): void;
}

Page({
  data: { chosen: '', saved: '' },
  ...heard,
  onReady(this: GalleryInstance) {
    const query = (this['createSelectorQuery'] as () => CanvasQuery)();
    query
      .select('#canvas')
      .fields({ node: true, size: true })
      .exec(([result]) => {
        const context = result?.node.getContext('2d');
        if (!result || !context) return;
        result.node.width = result.width * 2;
        result.node.height = result.height * 2;
        context.scale(2, 2);
        context.fillStyle = 'rgb(7, 163, 82)';
        context.fillRect(0, 0, result.width / 2, result.height);
      });
  },
});
