using System.Globalization;

namespace LockValidator;

/// <summary>Reads a whole script before anything of it is played.</summary>
internal sealed class ScriptParser(string text, IReadOnlyDictionary<string, InterruptContext> contexts)
{
    private const string Signs = "-=~?{}!+";
    private int _at;

    public List<ScriptStatement> Parse()
    {
        var statements = new List<ScriptStatement>();
        for (SkipBlanks(); _at < text.Length; SkipBlanks())
        {
            if (text[_at] == ';')
            {
                _at++;
                continue;
            }

            statements.Add(Statement());
        }

        return statements.Count > 0 ? statements : throw Bad(0, "the script is empty; write \"1: A B; 2: B A\".");
    }

    private ScriptStatement Statement()
    {
        int start = _at;
        string flow = Name();
        if (flow.Length == 0)
        {
            throw Bad(start, $"a flow's name is expected here, not '{text[start]}'; write \"1: A B\".");
        }

        SkipBlanks();
        if (_at >= text.Length || text[_at] != ':')
        {
            throw Bad(_at, $"a colon is expected after the flow '{flow}'.");
        }

        _at++;
        var words = new List<ScriptWord>();
        var open = new Stack<ScriptWord>();
        bool keeps = false;
        for (SkipBlanks(); _at < text.Length && text[_at] != ';'; SkipBlanks())
        {
            if (keeps)
            {
                throw Bad(_at, "nothing can follow \"...\" but a semicolon.");
            }

            if (string.CompareOrdinal(text, _at, "...", 0, 3) == 0)
            {
                _at += 3;
                keeps = true;
                continue;
            }

            ScriptWord word = Word();
            Balance(open, word);
            words.Add(word);
        }

        if (open.TryPeek(out ScriptWord? unclosed) && !keeps)
        {
            throw Bad(unclosed.Column - 1, $"the context '{unclosed.Name}' is entered here and never left; close it with '}}'.");
        }

        return new ScriptStatement(flow, words, keeps);
    }

    private void Balance(Stack<ScriptWord> open, ScriptWord word)
    {
        if (word.Sign == '{')
        {
            open.Push(word);
        }
        else if (word.Sign == '}' && !open.TryPop(out _))
        {
            throw Bad(word.Column - 1, "'}' closes nothing: no context was entered with '{' before it.");
        }
    }

    private ScriptWord Word()
    {
        int start = _at;
        char sign = ' ';
        if (Signs.Contains(text[_at], StringComparison.Ordinal))
        {
            sign = text[_at++];
        }

        if (sign == '}')
        {
            return new ScriptWord(sign, "", start + 1);
        }

        string name = Name();
        if (name.Length == 0)
        {
            string what = sign is '{' or '!' or '+' ? "a context's name" : "a lock's name";
            throw Bad(_at, _at < text.Length ? $"{what} is expected here, not '{text[_at]}'." : $"{what} is expected at the end.");
        }

        var word = new ScriptWord(sign, name, start + 1);
        if (sign is '{' or '!' or '+')
        {
            word = word with
            {
                Context = contexts.GetValueOrDefault(name)
                    ?? throw Bad(start + 1, $"there is no context '{name}'; known are {string.Join(", ", contexts.Keys.Order(StringComparer.Ordinal))}."),
            };
        }

        return Suffixes(word);
    }

    private ScriptWord Suffixes(ScriptWord word)
    {
        while (_at < text.Length && text[_at] is '#' or '/' or '^' or '.' && string.CompareOrdinal(text, _at, "...", 0, 3) != 0)
        {
            int start = _at;
            char kind = text[_at++];
            string value = Name();
            word = (kind, value) switch
            {
                (_, "") => throw Bad(_at, $"something is expected after '{kind}'."),
                ('#', _) => word with { Instance = value },
                ('/', _) => word with
                {
                    Subclass = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int level) ? level : throw Bad(start, $"'{value}' is no nesting level; it is a number from 0 to 7."),
                },
                ('^', _) => word with { Nest = value },
                _ => How(word, value, start),
            };
        }

        return _at >= text.Length || char.IsWhiteSpace(text[_at]) || text[_at] is ';' or '}' || string.CompareOrdinal(text, _at, "...", 0, 3) == 0
            ? word
            : throw Bad(_at, $"'{text[_at]}' cannot stand in a word; words are parted by blanks{(text[_at] == ':' ? ", and flows by semicolons" : "")}.");
    }

    private ScriptWord How(ScriptWord word, string how, int at) => how switch
    {
        "w" => word with { Mode = LockMode.Exclusive },
        "r" => word with { Mode = LockMode.Shared },
        "rr" => word with { Mode = LockMode.SharedRecursive },
        "u" => word with { Mode = LockMode.Upgradeable },
        "try" => word with { Kind = AcquireKind.Try },
        "timed" => word with { Kind = AcquireKind.Timed },
        "told" => word with { Kind = AcquireKind.Announced },
        "nochk" => word with { Unchecked = true },
        "threaded" when word.Sign == '{' => word with { Threaded = true },
        "free" => word with { Outer = WaitType.Free },
        "spin" => word with { Outer = WaitType.Spin },
        "config" => word with { Outer = WaitType.Config },
        "sleep" => word with { Outer = WaitType.Sleep },
        "max" => word with { Outer = WaitType.Max },
        _ => throw Bad(at, $"'.{how}' is no way to take a lock; known are .w .r .rr .u .try .timed .told .nochk and the outer wait types .free .spin .config .sleep .max."),
    };

    private string Name()
    {
        int start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }

        return text[start.._at];
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private LockScriptException Bad(int at, string sentence) => new(text, at, sentence);
}
