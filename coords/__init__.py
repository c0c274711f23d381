"""Where things are: views, rules, cun, margins. Knows no file, no chart and no screen."""
