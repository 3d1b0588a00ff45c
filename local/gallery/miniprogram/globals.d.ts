/** What the gallery's pages use of WeChat's; the app's own pages have the full types. */
interface GalleryEvent {
  readonly type: string;
  readonly detail: Record<string, unknown>;
  readonly currentTarget: { readonly dataset: Record<string, unknown> };
}

interface GalleryInstance {
  data: Record<string, unknown>;
  setData(data: Record<string, unknown>): void;
  selectComponent(selector: string): unknown;
  [field: string]: unknown;
}

declare function App(definition: { globalData: { log: string[] } }): void;
declare function getApp(): { globalData: { log: string[] } };
declare function Page(definition: Record<string, unknown> & ThisType<GalleryInstance>): void;

declare module '@vant/weapp/dialog/dialog' {
  const Dialog: { confirm(options: { title: string; message: string }): Promise<unknown> };
  export default Dialog;
}

declare module '@vant/weapp/notify/notify' {
  const Notify: (message: string) => void;
  export default Notify;
}

declare module '@vant/weapp/toast/toast' {
  const Toast: (message: string) => void;
  export default Toast;
}
