namespace LockValidator;

/// <summary>One flow of a script, with what it has to undo.</summary>
internal sealed class ScriptFlow(LockScript script, LockFlow flow)
{
    private readonly List<(string Key, Action Undo)> _undo = [];

    public void Do(ScriptWord word)
    {
        switch (word.Sign)
        {
            case '{':
                flow.Enter(word.Context!, word.Threaded);
                _undo.Add(("{", () => flow.Leave(word.Context!)));
                break;
            case '}':
                UnwindTo("{");
                break;
            case '!':
                flow.Disable(word.Context!);
                _undo.Add(("!" + word.Name, () => flow.Enable(word.Context!)));
                break;
            case '+':
                Forget("!" + word.Name);
                flow.Enable(word.Context!);
                break;
            default:
                DoOnLock(word);
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

    private void DoOnLock(ScriptWord word)
    {
        LockMap map = script.Lock(word.Lock);
        switch (word.Sign)
        {
            case '-':
                Forget(word.Lock);
                flow.Release(in map, word.Mode);
                break;
            case '=':
                flow.Sync(in map, word.Mode ?? LockMode.Exclusive, word.Unchecked);
                break;
            case '~':
                flow.Downgrade(in map);
                break;
            case '?':
                flow.MightAcquire(in map);
                break;
            default:
                flow.Acquire(in map, new AcquireOptions(
                    word.Mode ?? LockMode.Exclusive, word.Kind, word.Subclass, word.Nest is { } nest ? script.Lock(nest) : default, word.Outer, word.Unchecked));
                _undo.Add((word.Lock, () => flow.Release(in map)));
                break;
        }
    }

    private void UnwindTo(string key)
    {
        while (_undo.Count > 0 && _undo[^1].Key != key)
        {
            UndoLast();
        }

        if (_undo.Count > 0)
        {
            UndoLast();
        }
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
