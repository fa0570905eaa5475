namespace LockValidator;

/// <summary>The whole graph, names once and dependencies by number. Written while it is made: never whole in memory.</summary>
internal sealed record GraphDocument(IEnumerable<ClassDocument> Classes, IEnumerable<int[]> Dependencies);
