namespace Stria.Files;

/// <summary>The charge [C] that the instrument counted, made one running sum whatever its counters do.</summary>
internal static class TraceCharge
{
    internal static double[]? Of(TableColumns columns, CurrentSense sense, int[]? steps)
    {
        if (columns.Has(ColumnRole.Charge))
        {
            double[] charges = columns.Values(ColumnRole.Charge)!;
            return sense.IsTurned ? TraceChecks.Turned(charges) : charges;
        }

        double[]? charged = columns.Values(ColumnRole.ChargeCapacity), discharged = columns.Values(ColumnRole.DischargeCapacity);
        if (charged is not null && discharged is not null)
        {
            return Net(charged, discharged);
        }

        return columns.Values(ColumnRole.StepCapacity) is { } capacities ? Signed(capacities, sense.Currents, steps) : null;
    }

    /// <summary>Charge minus discharge; a counter that falls began again from 0.</summary>
    internal static double[] Net(double[] charged, double[] discharged)
    {
        double[] net = new double[charged.Length];
        net[0] = First(charged[0]) - First(discharged[0]);
        for (int row = 1; row < net.Length; row++)
        {
            net[row] = net[row - 1] + Gain(charged, row) - Gain(discharged, row);
        }

        return net;
    }

    private static double[] Signed(double[] capacities, double[] currents, int[]? steps)
    {
        double[] net = new double[capacities.Length];
        for (int row = 0; row < net.Length; row++)
        {
            bool isNew = row == 0 || (steps is not null && steps[row] != steps[row - 1] && capacities[row] < capacities[row - 1]);
            double gain = Math.Abs(isNew ? First(capacities[row]) : Gain(capacities, row));
            int direction = Math.Sign(currents[row]);

            // The last record of a step may already show the current of the next one: then the record before tells.
            direction = direction == 0 && row > 0 && gain > 0 ? Math.Sign(currents[row - 1]) : direction;
            net[row] = (row > 0 ? net[row - 1] : 0) + (direction * gain);
        }

        return net;
    }

    private static double Gain(double[] counter, int row)
    {
        double gain = counter[row] - counter[row - 1];
        return double.IsNaN(gain) ? 0 : gain >= 0 ? gain : First(counter[row]);
    }

    private static double First(double value) => double.IsNaN(value) ? 0 : value;
}
