namespace LockValidator;

/// <summary>What classes are called now: a class may have been renamed more than once, a name never leads back to itself.</summary>
internal sealed class BaselineRenames
{
    private readonly Dictionary<string, string> _now = [];

    public BaselineRenames(IReadOnlyDictionary<string, string> steps)
    {
        foreach (string name in steps.Keys)
        {
            string now = name;
            int followed = 0;
            while (followed <= steps.Count && steps.TryGetValue(now, out string? next))
            {
                now = next;
                followed++;
            }

            if (followed > steps.Count)
            {
                Circular.Add(name);
            }
            else
            {
                _now[name] = now;
            }
        }
    }

    public IReadOnlyDictionary<string, string> All => _now;

    /// <summary>The names that lead back to themselves, or into such a circle.</summary>
    public List<string> Circular { get; } = [];

    public string NameOfNow(string name) => _now.GetValueOrDefault(name, name);
}
