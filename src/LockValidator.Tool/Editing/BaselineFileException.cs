namespace LockValidator;

/// <summary>A baseline has something in it that cannot be meant. The message has a line for each problem.</summary>
internal sealed class BaselineFileException(IReadOnlyList<BaselineProblem> problems)
    : Exception(string.Join('\n', problems.Select(static problem => TextReport.SafeLine(problem.ToString()))));
