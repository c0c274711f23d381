/* Streamlit fetches the font of its icons, 375 kB, before it draws anything. A browser fetches it by itself when an icon is
   drawn, and the atlas's first page draws none. */
{
  const { fonts } = document,
    load = fonts.load.bind(fonts);
  fonts.load = (font, text) => (font.includes("Material Symbols") ? Promise.resolve([]) : load(font, text));
}
