import { heard } from '../../utils/heard';

const cities: Readonly<Record<string, string[]>> = {
  广东: ['广州', '深圳', '珠海'],
  浙江: ['杭州', '宁波'],
};
const provinces = Object.keys(cities);

Page({
  data: {
    selector: 1,
    members: [{ name: '小明' }, { name: '小红' }, { name: '小刚' }],
    multi: [0, 0],
    columns: [provinces, cities['广东']],
    time: '09:30',
    date: '2026-02-28',
    month: '2026-02',
    region: ['广东省', '广州市', '海珠区'],
    wheel: [2, 1],
    years: Array.from({ length: 10 }, (_, index) => 2020 + index),
    months: Array.from({ length: 12 }, (_, index) => index + 1),
  },
  ...heard,
  turned(this: GalleryInstance, event: GalleryEvent) {
    const { column, value } = event.detail as { column: number; value: number };
    heard.heard(event);
    if (column === 0)
      this.setData({ columns: [provinces, cities[provinces[value] ?? '']], multi: [value, 0] });
  },
});
