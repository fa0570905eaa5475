namespace LockValidator.Core.Tests.Rules;

/// <summary>One flow of a script, with what it has to undo.</summary>
internal sealed class ScriptFlow(Script script, LockFlow flow)
{
    private readonly List<(string Key, Action Undo)> _undo = [];

    public LockFlow Flow => flow;

    public void Do(string word)
    {
        ScriptToken token = ScriptToken.Parse(word);
        switch (token.Sign)
        {
            case '{':
                flow.Enter(token.Context, token.Has("threaded"));
                _undo.Add(("{", () => flow.Leave(token.Context)));
                break;
            case '}':
                UnwindTo("{");
                break;
            case '!':
                flow.Disable(token.Context);
                _undo.Add(("!" + token.Name, () => flow.Enable(token.Context)));
                break;
            case '+':
                Forget("!" + token.Name);
                flow.Enable(token.Context);
                break;
            default:
                DoOnLock(token, script.Lock(token.Name));
                break;
        }
    }

    /// <summary>Undoes everything, last first.</summary>
    public void UnwindAll()
    {
        while (_undo.Count > 0)
        {
            UndoLast();
        }
    }

    private void DoOnLock(ScriptToken token, LockMap map)
    {
        switch (token.Sign)
        {
            case '-':
                Forget(token.Name);
                flow.Release(in map, token.How.Count > 0 ? token.Mode : null);
                break;
            case '=':
                flow.Sync(in map, token.Mode, token.Has("nochk"));
                break;
            case '~':
                flow.Downgrade(in map);
                break;
            case '?':
                flow.MightAcquire(in map);
                break;
            default:
                flow.Acquire(in map, token.Options(script));
                _undo.Add((token.Name, () => flow.Release(in map)));
                break;
        }
    }

    private void UnwindTo(string key)
    {
        while (_undo[^1].Key != key)
        {
            UndoLast();
        }

        UndoLast();
    }

    private void UndoLast()
    {
        (_, Action undo) = _undo[^1];
        _undo.RemoveAt(_undo.Count - 1);
        undo();
    }

    private void Forget(string key)
    {
        int index = _undo.FindLastIndex(each => each.Key == key);
        if (index >= 0)
        {
            _undo.RemoveAt(index);
        }
    }
}
