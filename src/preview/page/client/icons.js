/** Drawings of 24 by 24, in the colour of the text beside them. */

const LINES = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  attach: 'M20 11.4l-8.3 8.3a5.2 5.2 0 0 1-7.4-7.4l8.6-8.6a3.5 3.5 0 0 1 5 5l-8.6 8.5a1.8 1.8 0 0 1-2.5-2.5l7.9-7.9',
  reply: 'M9.5 5 4 10.5 9.5 16M4 10.5h8c4.5 0 7.5 2.5 8 8',
  forward: 'M14.5 5 20 10.5 14.5 16M20 10.5h-8c-4.5 0-7.5 2.5-8 8',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  edit: 'M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19 4 20zM14 6.5l3.5 3.5',
  remove: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  photo: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9.5h.01',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  voice: 'M12 4a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3zM6 11.5a6 6 0 0 0 12 0M12 17.5V21',
  location: 'M12 21c4.5-5 7-8.5 7-11.5a7 7 0 0 0-14 0C5 12.5 7.5 16 12 21zM12 11.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  contact: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-4 3.6-6 7.5-6s6.7 2 7.5 6',
  sticker: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14c1.6 2.3 5.4 2.3 7 0M9 9.5h.01M15 9.5h.01',
  keyboard: 'M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M8 14h8',
  down: 'M6 9.5l6 6 6-6',
  out: 'M9 6h9v9M18 6 7 17',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  checks: 'M1.5 12.5 6 17l9.5-9.5M11.5 15.5 13 17l9.5-9.5',
  people: 'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.6-3.7 2.9-5.5 6.5-5.5s5.9 1.8 6.5 5.5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.3c2.3.6 3.6 2.3 4 5.2',
};

const SHAPES = {
  send: 'M3.3 20.1 20.6 12.7a.8.8 0 0 0 0-1.4L3.3 3.9a.6.6 0 0 0-.8.7L4.7 10.6 13 12l-8.3 1.4-2.2 6a.6.6 0 0 0 .8.7z',
  more: 'M12 7a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 12 7zM12 13.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM12 20.6a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
};

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A drawing beside words; those who listen do not hear of it.
 *
 * @param {keyof typeof LINES | keyof typeof SHAPES} name
 */
export function icon(name) {
  const drawing = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  const isShape = name === 'send' || name === 'more';
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('class', isShape ? 'icon shape' : 'icon');
  drawing.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', isShape ? SHAPES[name] : LINES[name]);
  drawing.append(path);
  return drawing;
}
