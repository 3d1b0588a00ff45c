export { Agenda, type Deliveries, type Fired } from './agenda';
export { openFunctionBundles, bundleInstance, type FunctionBundles } from './bundle';
export { HostClock, type ClockReading } from './clock';
export { Host, LOCAL_APPID, type WeChatSide } from './host';
export { HostError } from './host-error';
export { answerJson, BodyTooLarge, isFromHere, readBody, refuse } from './http';
export { FunctionFailure } from './instance';
export { newState, readState, STATE_FILE, writeState, type HostState } from './state';
export { writeAside } from './write-aside';
