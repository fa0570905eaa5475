namespace LockValidator;

/// <summary>A part of a list, and how long all of it is.</summary>
internal sealed record PageDocument<T>(int Total, int Skip, IEnumerable<T> Items);
