using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Inbound;

/// <summary>Says that inbound events wait to be worked on.</summary>
public sealed class InboundSignal() : WorkSignal("patchbay_inbound");
