namespace LockValidator;

/// <summary>What takes the records of a graph, each after all those that it refers to.</summary>
internal interface IRecordSink
{
    /// <summary>Takes a record.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="values">Its numbers; references are what this gave.</param>
    /// <returns>The number by which others refer to it.</returns>
    int Add(RecordKind kind, ReadOnlySpan<long> values);

    /// <summary>Takes a string.</summary>
    int AddText(ReadOnlySpan<byte> text);

    /// <summary>Takes a finding.</summary>
    void AddFinding(ReadOnlySpan<byte> json);

    /// <summary>Takes what the code of a run allows.</summary>
    void AddAllowance(ReadOnlySpan<byte> json);
}
