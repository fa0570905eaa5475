namespace LockValidator;

/// <summary>How many orders the searches for one operation may look at: they run under the checker's lock, so that all threads wait for them.</summary>
/// <param name="orders">How many.</param>
internal sealed class SearchBudget(int orders = SearchBudget.Most)
{
    /// <summary>As many as where recorded graphs are judged: some tens of milliseconds.</summary>
    public const int Most = 250_000;

    private int _left = orders;

    /// <summary>Whether something was not looked at. What was found is true then, and what was not may be there.</summary>
    public bool IsSpent => _left < 0;

    /// <summary>Some orders are looked at.</summary>
    public void Take(int count) => _left = Math.Max(-1, _left - count);
}
