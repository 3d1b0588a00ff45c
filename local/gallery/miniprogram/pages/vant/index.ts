import Dialog from '@vant/weapp/dialog/dialog';
import Notify from '@vant/weapp/notify/notify';
import Toast from '@vant/weapp/toast/toast';
import { heard } from '../../utils/heard';

Page({
  data: {
    active: '',
    checked: true,
    checks: ['a'],
    radio: '1',
    rate: 3,
    count: 2,
    sliding: 40,
    on: false,
    tab: 0,
    names: ['1'],
    step: 1,
    columns: ['杭州', '宁波', '温州'],
    area: {
      province_list: { 110000: '北京市' },
      city_list: { 110100: '北京市' },
      county_list: { 110101: '东城区', 110102: '西城区' },
    },
    tree: [{ text: '浙江', value: '330000', children: [{ text: '杭州', value: '330100' }] }],
    items: [
      {
        text: '浙江',
        children: [
          { text: '温州', id: 1 },
          { text: '杭州', id: 2 },
        ],
      },
    ],
    actions: [{ name: '选项一' }, { name: '选项二' }],
    shares: [{ name: '链接', icon: '/assets/wide.svg' }],
    menu: [
      { text: '全部', value: 0 },
      { text: '新的', value: 1 },
    ],
    files: [{ url: '/assets/wide.svg', name: '图', isImage: true }],
    letters: ['A', 'B'],
  },
  ...heard,
  show(this: GalleryInstance, event: GalleryEvent) {
    this.setData({ active: event.currentTarget.dataset['name'] });
  },
  hide(this: GalleryInstance, event: GalleryEvent) {
    this.setData({ active: '' });
    heard.heard(event);
  },
  ask(this: GalleryInstance) {
    Dialog.confirm({ title: '确认', message: '要继续吗？' }).then(
      () => getApp().globalData.log.push('dialog confirmed'),
      () => getApp().globalData.log.push('dialog cancelled'),
    );
  },
  toast() {
    Toast('轻轻一提');
  },
  notify() {
    Notify('通知一声');
  },
});
