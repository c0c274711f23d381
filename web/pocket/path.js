/* An address of the big atlas, whose pages are paths: the same page of this atlas, with what else the address says. */
{
  const link = document.querySelector("a"),
    there = new URL(link.href);
  for (const [name, value] of new URLSearchParams(location.search)) there.searchParams.append(name, value);
  location.replace(there);
}
