/**
 * Installs what is missing, and says what it does: npm packages always, a Chromium with --chromium.
 * Plain JavaScript, because it runs before anything is installed.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

requireNode(20, 19);
installPackages();
if (process.argv.includes('--chromium')) await installChromium();

function requireNode(major, minor) {
  const [a, b] = process.versions.node.split('.').map(Number);
  if (a > major || (a === major && b >= minor)) return;
  stop(
    `Node.js ${major}.${minor} or newer is needed; this is ${process.versions.node}. Get it from https://nodejs.org and run the command again.`,
  );
}

function installPackages() {
  const stamp = 'node_modules/.care-circle';
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('setup: installing npm packages (once; needs the npm registry) …');
  // No install scripts: none of our packages needs one, and none should run code merely by being installed.
  runOrStop(
    npm(),
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    'npm could not install the packages. Is the npm registry reachable (npm ping)?',
  );
  writeFileSync(stamp, wanted);
}

async function installChromium() {
  if (await findChromium()) return;
  if (process.env.CHROMIUM_PATH)
    stop(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, but there is no such file.`);
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    console.log("setup: installing Debian's Chromium for the browser tests …");
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    const advice = 'apt-get could not install chromium. Install a Chromium and set CHROMIUM_PATH to it.';
    runOrStop('apt-get', ['-qq', 'update'], advice, quiet);
    runOrStop('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], advice, quiet);
  } else {
    console.log("setup: installing Playwright's Chromium for the browser tests …");
    runOrStop(
      npm().replace('npm', 'npx'),
      ['playwright', 'install', 'chromium'],
      'Playwright could not download its Chromium. Install one and set CHROMIUM_PATH to it.',
    );
  }
  if (!(await findChromium())) stop('No Chromium was found after installing it. Set CHROMIUM_PATH to one.');
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}

function runOrStop(command, args, advice, env = {}) {
  try {
    execFileSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
  } catch {
    stop(advice);
  }
}

function stop(sentence) {
  console.error(`setup: ${sentence}`);
  process.exit(1);
}
