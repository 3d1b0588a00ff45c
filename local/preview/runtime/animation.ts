/** What `wx.createAnimation(…).export()` gives and the `animation` property of a built-in takes. */
export interface AnimationData {
  actions: {
    animates: { type: string; args: (string | number)[] }[];
    option: {
      transformOrigin: string;
      transition: { duration: number; timingFunction: string; delay: number };
    };
  }[];
}

const lengthFunctions = new Set(['translate', 'translate3d', 'translateX', 'translateY', 'translateZ']);
const angleFunctions = new Set(['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY']);
const otherFunctions = new Set(['matrix', 'matrix3d', 'scale', 'scale3d', 'scaleX', 'scaleY', 'scaleZ']);
const lengthStyles = new Set(['width', 'height', 'top', 'left', 'right', 'bottom']);

export const transformNames: readonly string[] = [...lengthFunctions, ...angleFunctions, ...otherFunctions];
export const styleNames: readonly string[] = ['opacity', 'backgroundColor', ...lengthStyles];

function withUnit(argument: string | number, unit: string): string {
  return typeof argument === 'number' ? `${argument}${unit}` : argument;
}

function transformOf(type: string, args: readonly (string | number)[]): string {
  const unit = lengthFunctions.has(type) ? 'px' : angleFunctions.has(type) ? 'deg' : '';
  return `${type}(${args.map((argument) => withUnit(argument, unit)).join(',')})`;
}

const running = new WeakMap<object, number>();

/** Plays the steps one after another; each sets a style and gives it time. */
export function applyAnimation(data: AnimationData | null, setStyle: (style: string) => void): void {
  if (!data?.actions || running.has(data)) return;
  let index = 0;
  const next = () => {
    const action = data.actions[index++];
    if (!action) return;
    const { duration, timingFunction, delay } = action.option.transition;
    const transforms: string[] = [];
    const styles: string[] = [];
    for (const { type, args } of action.animates) {
      if (!styleNames.includes(type)) transforms.push(transformOf(type, args));
      else if (type === 'backgroundColor') styles.push(`background-color:${args[0]}`);
      else styles.push(`${type}:${withUnit(args[0] ?? '', lengthStyles.has(type) ? 'px' : '')}`);
    }
    if (transforms.length > 0) styles.push(`transform:${transforms.join(' ')}`);
    setStyle(
      `transition:all ${duration}ms ${timingFunction} ${delay}ms;transform-origin:${action.option.transformOrigin};${styles.join(';')}`,
    );
    running.set(data, window.setTimeout(next, duration + delay));
  };
  next();
}
