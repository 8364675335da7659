using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Intake;

/// <summary>Says that inbound events wait to be worked on.</summary>
public sealed class InboundSignal() : WorkSignal("patchbay_inbound")
{
    private int _accountsChanged = 1; // at the start nobody knows

    /// <summary>A number or account is known now that was not before: what was set aside for it can be worked on.</summary>
    public void AccountsChanged()
    {
        Interlocked.Exchange(ref _accountsChanged, 1);
        Wake();
    }

    /// <summary>True once after accounts changed.</summary>
    public bool TakeAccountsChanged() => Interlocked.Exchange(ref _accountsChanged, 0) == 1;
}
