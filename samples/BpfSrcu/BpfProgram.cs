using LockValidator;

namespace BpfSrcu;

/// <summary>A loaded BPF program: runs in an RCU read section, on top of whatever its caller holds.</summary>
internal sealed class BpfProgram(RcuDomain rcu, Action<TaskStruct> body)
{
    public void BpfProgEnter(TaskStruct task)
    {
        using (rcu.Read())
        {
            body(task);
        }
    }
}
