// Where Chromium is. Run by itself it prints the path, or fails when there is none.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const applications = ["Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"];

export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...applications.flatMap((app) => [join("/Applications", app), join(process.env.HOME ?? "/", "Applications", app)]),
    chromium.executablePath(),
  ].find((path) => existsSync(path));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = findChromium();
  if (!path) process.exit(1);
  console.log(path);
}
