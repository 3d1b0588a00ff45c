import type { PhoneState } from '../address';
import type { PhoneMessage } from '../messages';
import type { PanelAddress } from './panel-address';
import { Device } from './device';
import { make } from './dom';

/** What somebody hears of the phones; `index` is 0 or 1. */
export type PhoneListener = (index: number, message: PhoneMessage) => void;

/** The phones beside the panel, as the address describes them. */
export class Phones {
  readonly element = make('main', 'phones');
  private readonly devices: Device[] = [];
  private toLaunch: number | undefined;

  constructor(
    private readonly base: string,
    private readonly address: PanelAddress,
    private readonly nameOf: (openid: string) => string,
    hear: PhoneListener,
  ) {
    window.addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
      const index = this.devices.findIndex((device) => device.window === source);
      if (index >= 0 && origin === location.origin && isPhoneMessage(data)) hear(index, data);
    });
  }

  /** Mounts, launches and takes away, each only where the address has changed. */
  show(): void {
    const { phones } = this.address.state;
    for (const device of this.devices.splice(phones.length)) device.element.remove();
    phones.forEach((phone, index) => {
      this.device(index).show(phone, this.nameOf(phone.openid), index === this.toLaunch);
    });
    this.toLaunch = undefined;
    this.element.dataset['count'] = String(phones.length);
  }

  /** The next time it is shown, whether its address has changed or not. */
  launchWhenShown(index: number): void {
    this.toLaunch = index;
  }

  launch(index: number): void {
    this.devices[index]?.launch();
  }

  note(index: number, phone: PhoneState): void {
    this.devices[index]?.note(phone);
  }

  /** As when one comes back to the mini program another day. */
  comeBack(): void {
    for (const device of this.devices) device.tell({ from: 'panel', kind: 'return' });
  }

  private device(index: number): Device {
    const there = this.devices[index];
    if (there) return there;
    const close = () => this.address.change({ phones: [this.address.state.phones[0]], chosen: 0 });
    const device = new Device(index, this.base, () => this.launch(index), index > 0 ? close : undefined);
    this.devices.push(device);
    this.element.append(device.element);
    return device;
  }
}

const isPhoneMessage = (data: unknown): data is PhoneMessage =>
  typeof data === 'object' && data !== null && (data as { from?: unknown }).from === 'phone';
