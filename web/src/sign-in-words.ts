import { say } from './say.ts';
import type { SignInTrouble } from './sign-in.ts';

/** What keeps somebody from signing in, and what to do about it. */
export const troubleInWords = (trouble: SignInTrouble): string => {
  switch (trouble) {
    case 'not-secure':
      return say(
        '这个地址不是 https,浏览器不允许在这里登录。请用 https 地址打开,或在运行系统的那台电脑上用 localhost 打开。',
        'This address is not https, and browsers allow no sign-in here. Open the page by its https address, or by localhost on the machine that runs the system.',
      );
    case 'no-storage':
      return say(
        '浏览器不让网页记住任何东西,所以登录不了。请关掉无痕模式或放开本站的存储,再试一次。',
        'This browser lets pages remember nothing, so signing in cannot work. Allow storage for this site and try again.',
      );
    case 'offline':
      return say('没有连上登录服务。请稍后再试。', 'The sign-in service could not be reached. Try again in a moment.');
    case 'refused':
      return say('登录没有完成。请重新登录一次。', 'Signing in was not completed. Please sign in again.');
  }
};
