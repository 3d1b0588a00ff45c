import { heard } from '../../utils/heard';

Page({
  data: { html: '<p>富<b>文本</b></p>', name: '', shown: true },
  ...heard,
});
