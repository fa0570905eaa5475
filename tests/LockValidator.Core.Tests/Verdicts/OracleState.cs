namespace LockValidator.Core.Tests.Verdicts;

/// <summary>How far each flow of an <see cref="OracleProgram"/> is, and so who holds what.</summary>
internal sealed class OracleState
{
    private readonly List<string>[] _flows;
    private readonly int[] _done;

    public OracleState(List<string>[] flows)
        : this(flows, new int[flows.Length])
    {
    }

    private OracleState(List<string>[] flows, int[] done) => (_flows, _done) = (flows, done);

    public string Key => string.Join(',', _done);

    public bool IsOver => Enumerable.Range(0, _flows.Length).All(flow => Next(flow) is null);

    public string? Next(int flow) => _done[flow] < _flows[flow].Count ? _flows[flow][_done[flow]] : null;

    public OracleState After(int flow)
    {
        int[] done = [.. _done];
        done[flow]++;
        return new OracleState(_flows, done);
    }

    public bool CanGo(int flow) => IsStarted(flow) && Next(flow) is { } step && step[0] switch
    {
        '+' => !BlockersOf(flow).Any(),
        'j' => Next(int.Parse(step.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) - 1) is null,
        _ => true,
    };

    /// <summary>Flows that wait for each other's locks.</summary>
    public bool HasCircle() => Enumerable.Range(0, _flows.Length).Any(start => Reaches(start, start, []));

    private bool Reaches(int from, int target, HashSet<int> seen) =>
        IsStarted(from) && BlockersOf(from).Any(next => next == target || (seen.Add(next) && Reaches(next, target, seen)));

    private bool IsStarted(int flow)
    {
        string start = $"s{flow + 1}";
        int starter = Array.FindIndex(_flows, steps => steps.Contains(start));
        return starter < 0 || _flows[starter].IndexOf(start) < _done[starter];
    }

    /// <summary>Who holds the lock that a flow is about to take, in a way that keeps it out.</summary>
    private IEnumerable<int> BlockersOf(int flow) => Next(flow) is ['+', ..] step
        ? Enumerable.Range(0, _flows.Length).Where(other => other != flow && Holds(other, step))
        : [];

    private bool Holds(int flow, string step)
    {
        string[] parts = step[1..].Split(':');
        for (int i = _done[flow] - 1; i >= 0; i--)
        {
            string[] done = _flows[flow][i][1..].Split(':');
            if (done[0] == parts[0] && _flows[flow][i][0] is ('+' or '-'))
            {
                // The last word on that lock.
                return _flows[flow][i][0] == '+' && (parts.Length == 1 || done.Length == 1);
            }
        }

        return false;
    }
}
