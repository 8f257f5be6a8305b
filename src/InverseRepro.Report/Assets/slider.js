// Fades the tiles of a grid from the input through every reconstruction. The page is whole without this.
'use strict';

for (const figure of document.querySelectorAll('figure.sweep')) {
  const { steps, across, left, top, right, down } = figure.dataset;
  const names = steps.split('\n');
  const slider = figure.querySelector('input');
  const output = figure.querySelector('output');
  const tiles = [...figure.querySelectorAll('.tile')];

  const place = (layer, tile, step) => {
    const [column, row] = across === 'true' ? [step, tile] : [tile, step];
    layer.style.backgroundPosition = `${-(Number(left) + column * Number(right))}px ${-(Number(top) + row * Number(down))}px`;
  };

  const draw = () => {
    const value = Number(slider.value);
    const step = Math.min(Math.floor(value), names.length - 2);
    const share = value - step;
    const name = share === 0 ? names[step] : share === 1 ? names[step + 1] : `${names[step]} → ${names[step + 1]}`;
    tiles.forEach((tile, index) => {
      place(tile.children[0], index, step);
      place(tile.children[1], index, step + 1);
      tile.children[1].style.opacity = share;
      tile.setAttribute('aria-label', `picture ${index + 1}: ${name}`);
    });
    output.textContent = name;
    slider.setAttribute('aria-valuetext', name);
  };

  slider.addEventListener('input', draw);
  draw();
  figure.classList.add('ready');
  figure.querySelector('.live').hidden = false;
}
