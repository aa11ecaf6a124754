namespace Stria.Files;

/// <summary>The names that cyclers and people give to columns; earlier ones are preferred. A plain list: add a name here.</summary>
internal static class CyclerNames
{
    /// <summary>Names by role.</summary>
    internal static IReadOnlyList<(ColumnRole Role, string[] Names)> All { get; } =
    [
        (ColumnRole.Time, ["Test Time", "TestTime", "Test Time (sec)", "Test (Sec)", "Test (Min)", "Total Time", "TotalTime", "Run Time", "Elapsed Time", "time", "t", "~Time", "测试时间", "总时间", "Zeit", "Versuchszeit", "Prüfzeit"]),
        (ColumnRole.StepTime, ["Step Time", "StepTime", "Step Time (sec)", "Step (Sec)", "t-Step", "Relative Time", "步骤时间", "工步时间", "相对时间", "Schrittzeit"]),
        (ColumnRole.Current, ["Current", "I", "<I>", "Amps", "Cur", "Current_A", "电流", "Strom"]),
        (ColumnRole.Potential, ["Voltage", "Potential", "Ewe", "Ecell", "Volts", "Volt", "U", "E", "Voltage_V", "电压", "Spannung", "Potenzial"]),
        (ColumnRole.ChargeCapacity, ["Charge Capacity", "Charging Capacity", "Chg. Cap.", "Capacitance_Chg", "Charge_Capacity", "Charge Cap.", "Q charge", "充电容量", "Ladekapazität"]),
        (ColumnRole.DischargeCapacity, ["Discharge Capacity", "Discharging Capacity", "DChg. Cap.", "Capacitance_DChg", "Discharge_Capacity", "Discharge Cap.", "Q discharge", "放电容量", "Entladekapazität"]),
        (ColumnRole.Step, ["Step Count", "Step Index", "StepIndex", "Step-Index", "Step ID", "Step Number", "Step", "Ns", "工步序号", "步骤序号", "工步", "Schritt"]),
        (ColumnRole.Cycle, ["Cycle Count", "Cycle Index", "CycleIndex", "Cycle-Index", "Cycle ID", "Cycle Number", "Cycle C", "Cyc#", "Cycle", "cycle number", "循环序号", "循环", "Zyklus"]),
        (ColumnRole.Mode, ["Md", "Step Type", "State", "Status", "Instruction Name", "Command", "Mode", "工步类型", "模式", "状态"]),
    ];

    /// <summary>The unit that counts where a heading tells none.</summary>
    internal static string UsualUnit(ColumnRole role) => role switch
    {
        ColumnRole.Time or ColumnRole.StepTime => "s",
        ColumnRole.Current => "A",
        ColumnRole.Potential => "V",
        _ => "Ah",
    };

    /// <summary>Those names with others in front for some roles, and without the roles that are to be left out.</summary>
    internal static IReadOnlyList<(ColumnRole Role, string[] Names)> With(params ReadOnlySpan<(ColumnRole Role, string[] Names)> others)
    {
        var names = All.ToDictionary(n => n.Role, n => n.Names);
        foreach ((ColumnRole role, string[] preferred) in others)
        {
            names[role] = preferred.Length == 0 ? [] : [.. preferred, .. names.GetValueOrDefault(role, [])];
        }

        return [.. names.Select(n => (n.Key, n.Value))];
    }
}
