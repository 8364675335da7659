namespace Patchbay.Server.Intake;

/// <summary>What an event is about, by Meta's ids: a WhatsApp number, or an account (WhatsApp account, page, Instagram account), or ours of an e-mail account.</summary>
public readonly record struct Subject(string Environment, bool IsNumber, string Id);
