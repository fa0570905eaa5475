namespace LockValidator.Benchmarks;

/// <summary>What the dependencies of one shape cost; nanoseconds and milliseconds of the thread's own processor time, but for the wall maximum.</summary>
/// <param name="Edges">How many.</param>
/// <param name="Average">A new edge, timed as a whole.</param>
/// <param name="Without">The same without collections, as far as those ran on the thread.</param>
/// <param name="Tail">The 99.99th percentile of single insertions.</param>
/// <param name="Worst">The longest single insertion by the wall clock, whatever else the machine did included.</param>
/// <param name="WorstMeeting">The longest that meeting one class took, by the wall clock.</param>
/// <param name="WorstOwn">The longest in processor time, without what collections took of it; the median of the rounds.</param>
/// <param name="Steps">The most edges visited and labels rewritten by one insertion.</param>
/// <param name="BytesPerClass">What the graph keeps for a class without edges.</param>
/// <param name="BytesPerEdge">What it keeps for an edge, with the place for its witnesses; these not counted.</param>
internal sealed record GraphMeasurement(
    int Edges, double Average, double Without, double Tail, double Worst, double WorstMeeting, double WorstOwn, int Steps, double BytesPerClass, double BytesPerEdge);
