namespace LockValidator;

/// <summary>What reports call recorded classes: by the name that they had, and where classes of several programs share one, with their stable ids.</summary>
internal sealed class RecordedNames
{
    private readonly GraphStore _store;
    private readonly HashSet<int> _seen = [];
    private readonly HashSet<int> _shared = [];

    public RecordedNames(GraphStore store)
    {
        _store = store;
        foreach (RecordedClass type in store.Classes)
        {
            if (!_seen.Add(type.Name))
            {
                _shared.Add(type.Name);
            }
        }
    }

    public string Of(int type)
    {
        RecordedClass recorded = _store.Classes[type];
        string name = _store.Texts[recorded.Name];
        return _shared.Contains(recorded.Name) ? FormattableString.Invariant($"{name} [{_store.Texts[recorded.StableId]}{(recorded.Occurrence == 0 ? "" : $"#{recorded.Occurrence + 1}")}]") : name;
    }
}
