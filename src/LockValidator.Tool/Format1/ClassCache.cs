namespace LockValidator;

/// <summary>The classes of scenarios, kept from one to the next: most scenarios speak of the same few.</summary>
/// <remarks>Used by one thread. A class belongs to no checker, so that any number of scenarios can share it.</remarks>
internal sealed class ClassCache
{
    private const int MaxClasses = 4_096;

    private static readonly Comparison<object> s_order = static (left, right) => ((int)left).CompareTo((int)right);

    private readonly Dictionary<(string Id, string Shown, bool IsOrdered), LockClass> _classes = [];
    private readonly Dictionary<(long Class, LockKind Kind), LockClass> _kinds = [];

    /// <summary>Bounds the cache. To be called between scenarios: within one, a class must stay one.</summary>
    public void Trim()
    {
        if (_classes.Count + _kinds.Count > MaxClasses)
        {
            _classes.Clear();
            _kinds.Clear();
        }
    }

    public LockClass Get(string id, string shown, bool isOrdered)
    {
        if (!_classes.TryGetValue((id, shown, isOrdered), out LockClass? known))
        {
            known = id switch
            {
                ScenarioWords.NoValidate => LockClass.ForTrace(shown, ScenarioWords.NoValidateLabel, default, tracking: ClassTracking.NoOrder),
                ScenarioWords.NoTrack => LockClass.Untracked(id),
                _ => LockClass.ForTrace(shown, id, default, isOrdered ? s_order : null),
            };
            _classes.Add((id, shown, isOrdered), known);
        }

        return known;
    }

    /// <summary>The same class as an instance of this kind sees it.</summary>
    public LockClass SeenAs(LockClass type, LockKind kind)
    {
        if (kind == type.Kind)
        {
            return type;
        }

        if (!_kinds.TryGetValue((type.Id, kind), out LockClass? known))
        {
            known = type.SeenAs(kind);
            _kinds.Add((type.Id, kind), known);
        }

        return known;
    }
}
