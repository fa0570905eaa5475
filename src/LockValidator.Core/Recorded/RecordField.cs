namespace LockValidator;

/// <summary>One number of a record: itself, or the number of a record of another kind.</summary>
/// <param name="Target">What it refers to; null: it is the number that it is.</param>
/// <param name="IsOptional">A reference that may be -1, for nothing.</param>
/// <param name="Most">The largest value of a number that is none of a reference, from 0; 0: any.</param>
internal readonly record struct RecordField(RecordKind? Target, bool IsOptional = false, long Most = 0)
{
    public static RecordField Number { get; } = new(null);

    public static RecordField UpTo(long most) => new(null, Most: most);

    public static RecordField To(RecordKind kind) => new(kind);

    public static RecordField MaybeTo(RecordKind kind) => new(kind, IsOptional: true);
}
